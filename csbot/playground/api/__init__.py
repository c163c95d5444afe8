"""The Web API of the local Slack, below ``/api/``, and the response urls below ``/response/``."""
