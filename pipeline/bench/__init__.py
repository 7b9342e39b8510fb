"""Publications as large as the Rijk, and how fast the program is with them."""
