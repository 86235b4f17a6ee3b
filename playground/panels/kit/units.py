"""A value as it stands in a table, with its unit: ``181 cm``, ``3.6 %``."""

from playground.notation import brief


def with_unit(value: float, unit: str) -> str:
    """The value with at most four digits that count, and its unit behind a narrow space."""
    rounded = float(f"{value:.4g}")
    return f"{brief(rounded)} {unit}" if unit else brief(rounded)
