FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 ARUNTIME_DATA_DIR=/data

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home aruntime \
    && install -d -o aruntime -g aruntime /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .

USER aruntime
VOLUME /data
EXPOSE 8000

# One container at a time migrates and loads the facts: both are safe to run again.
CMD ["sh", "-c", "python manage.py migrate --verbosity 0 && python manage.py load_reference && python manage.py collectstatic --no-input --verbosity 0 && exec gunicorn aruntime.wsgi --bind 0.0.0.0:8000 --workers ${WEB_CONCURRENCY:-2} --timeout 90"]
