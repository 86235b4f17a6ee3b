"""The words of a worksheet, in each language."""

TEXTS = {
    "en": {
        "title": "Worksheet",
        "key": "Answer key",
        "name": "Name",
        "date": "Date",
        "variant": "Variant {number}",
        "task": "Compute what is missing, layer by layer: every weighted sum z, then a = f(z).",
        "functions": "Functions",
        "more": "and {count} more neurons",
        "hidden": "Hidden {k}, neuron {j}",
        "layer": "Hidden {k}",
        "weights": "Weights into {name}, and in the last column the biases",
        "output": "Output",
        "off": "off",
    },
    "es": {
        "title": "Hoja de ejercicios",
        "key": "Soluciones",
        "name": "Nombre",
        "date": "Fecha",
        "variant": "Variante {number}",
        "task": "Calcula lo que falta, capa por capa: cada suma ponderada z y luego a = f(z).",
        "functions": "Funciones",
        "more": "y {count} neuronas más",
        "hidden": "Oculta {k}, neurona {j}",
        "layer": "Oculta {k}",
        "weights": "Pesos hacia {name} y, en la última columna, los sesgos",
        "output": "Salida",
        "off": "apagada",
    },
}
