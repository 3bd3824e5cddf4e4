# Two stages: the first builds the wheel, the second installs it and nothing else. Runs with a read-only root file
# system: everything that changes lives in the volume /data. The default bind is loopback inside the container, and a
# bind to other addresses without a key refuses to start: create one first (README, "In a container").
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY service ./service
COPY models ./models
COPY training ./training
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    CAVEAT_DATABASE_URL=sqlite:////data/caveat.sqlite3
COPY constraints.txt /tmp/constraints.txt
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --constraint /tmp/constraints.txt "$(echo /wheels/*.whl)[postgres,oidc]" \
    && rm -r /wheels /tmp/constraints.txt \
    && useradd --system --uid 10001 --home-dir /data --create-home caveat
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-m", "service", "health", "--url", "http://127.0.0.1:8000/livez"]
ENTRYPOINT ["caveat"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
