"""A scene taken away from the page: code in other libraries, worksheets, and its training."""
