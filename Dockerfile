# csbot in a container: an unprivileged user, nothing writable but /data. compose.yaml runs it beside PostgreSQL.
# Both stages begin with it. `make images` writes its digest here, and that of PostgreSQL's into compose.yaml.
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /srv/csbot \
    && /srv/csbot/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY csbot csbot
COPY handlers handlers
COPY blocks blocks
COPY scheduler scheduler
RUN /srv/csbot/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation . \
    && /srv/csbot/bin/python -m pip --disable-pip-version-check check

FROM ${PYTHON_IMAGE}
RUN groupadd --gid 10001 csbot \
    && useradd --uid 10001 --gid csbot --no-log-init --home-dir /data --no-create-home --shell /usr/sbin/nologin csbot \
    && install --directory --owner csbot --group csbot --mode 0700 /data
COPY --from=build /srv/csbot /srv/csbot
ENV PATH=/srv/csbot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    CSBOT_DATABASE_URL=sqlite:////data/csbot.db \
    CSBOT_HOST=0.0.0.0 \
    CSBOT_PORT=8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"CSBOT_PORT\"]}/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["csbot"]
CMD ["run"]
