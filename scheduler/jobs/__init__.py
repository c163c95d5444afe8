"""Jobs: what each kind does in a chunk, and the loop that goes on with them."""
