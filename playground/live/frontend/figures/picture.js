// Saves a figure as a picture, as it is drawn: Plotly writes the SVG, and the fonts that its text
// uses are put into it, because a picture cannot see the page's. Loaded when it is first asked for.

import { loadPlotly } from "./plotly.js";

/** @typedef {import("../types").Figure} Figure */

/** Every font face of the page as {family, css with its file inside}, for the families asked for.
 * @param {Set<string>} families */
async function fontFaces(families) {
  const faces = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue("font-family").replace(/["']/g, "");
      const file = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"));
      if (families.has(family) && file) faces.push(embedded(rule, file[1], sheet.href));
    }
  }
  return (await Promise.all(faces)).join("\n");
}

/** The rules of a sheet, imported ones too; none if it is another site's.
 * @param {CSSStyleSheet} sheet @returns {CSSRule[]} */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules].flatMap((rule) =>
      rule instanceof CSSImportRule && rule.styleSheet ? rulesOf(rule.styleSheet) : [rule],
    );
  } catch {
    return [];
  }
}

/** @param {CSSFontFaceRule} rule @param {string} file @param {string | null} base */
async function embedded(rule, file, base) {
  const response = await fetch(new URL(file, base ?? document.baseURI));
  if (!response.ok) return "";
  const address = await dataAddress(await response.blob());
  const { style } = rule;
  const rest = ["font-family", "font-weight", "font-style"]
    .map((name) => `${name}:${style.getPropertyValue(name) || "normal"};`)
    .join("");
  return `@font-face{${rest}src:url(${address})}`;
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The families that the SVG's text names. @param {Document} svg */
function familiesIn(svg) {
  const names = [...svg.querySelectorAll("[style*=font-family], [font-family]")].flatMap((text) => {
    const style = /** @type {SVGElement} */ (text).style;
    return (style.fontFamily || text.getAttribute("font-family") || "").split(",");
  });
  return new Set(names.map((name) => name.trim().replace(/["']/g, "")).filter(Boolean));
}

/** The figure, with what its meta tells of what stands over it and around it on the page.
 * @param {Figure} figure @param {string} background */
async function svgOf(figure, background) {
  const Plotly = await loadPlotly();
  const { annotations = [], traces = [], room = 0, corner = 0 } = figure.layout.meta ?? {};
  const margin = { ...figure.layout.margin, t: figure.layout.margin.t + room };
  const { width } = figure.layout;
  const height = figure.layout.height + room;
  const layout = { ...figure.layout, annotations, margin, height, paper_bgcolor: background };
  const text = await Plotly.toImage(
    { data: [...figure.data, ...traces], layout },
    { format: "svg", width, height, imageDataOnly: true },
  );
  const svg = new DOMParser().parseFromString(text, "image/svg+xml");
  const style = svg.createElementNS("http://www.w3.org/2000/svg", "style");
  const fonts = await fontFaces(familiesIn(svg));
  style.textContent = `${fonts} .imagelayer image{clip-path:inset(0 round ${100 * corner}%)}`;
  svg.documentElement.prepend(style);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

/** @param {{text: string, width: number, height: number}} svg @returns {Promise<Blob>} */
async function pngOf({ text, width, height }) {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  await new Promise((resolve) => setTimeout(resolve, 100)); // the fonts inside it need a moment
  const canvas = document.createElement("canvas");
  const scale = 2;
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

/** Save a figure on the visitor's disk, as its name ends.
 * @param {Figure} figure @param {string} background @param {string} name */
export async function downloadPicture(figure, background, name) {
  const svg = await svgOf(figure, background);
  const blob =
    name.endsWith(".png") ? await pngOf(svg) : new Blob([svg.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
