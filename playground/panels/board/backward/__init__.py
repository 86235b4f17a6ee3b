"""The matrices of a row's way back: δ of a layer, and the gradients of its weights."""
