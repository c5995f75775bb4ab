"""Who buys: the directory, forms of address and consent."""
