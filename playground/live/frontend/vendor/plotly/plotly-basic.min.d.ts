// Not part of Plotly: what tsc is told of the file beside this one, which sets a global.
export {};

declare global {
    interface PlotlyFigure {
        data: object[];
        layout: object;
        config?: object;
    }

    var Plotly: {
        react(root: HTMLElement, figure: PlotlyFigure): Promise<HTMLElement>;
        react(root: HTMLElement, data: object[], layout: object, config?: object): Promise<HTMLElement>;
        purge(root: HTMLElement): void;
        Plots: { resize(root: HTMLElement): Promise<void> };
    };
}
