"""Socket Mode: the app's websockets and what goes over them."""
