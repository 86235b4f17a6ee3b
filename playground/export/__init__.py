"""A scene taken away from the page: code in other libraries, and worksheets to print."""
