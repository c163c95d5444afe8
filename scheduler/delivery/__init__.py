"""The delivery loop: claims what is to be sent, renders it at send time, sends it once and records it."""
