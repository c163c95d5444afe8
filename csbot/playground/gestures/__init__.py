"""What people do: type, press, choose, submit. Each gesture posts what Slack would and applies the app's answer."""
