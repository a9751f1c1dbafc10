# The application alone; `docker compose` builds it from the jar that `mvn -DskipTests package` made.
FROM eclipse-temurin:21-jre

RUN useradd --system --uid 10001 --no-create-home chibo && install -d -o chibo -m 700 /var/lib/chibo/documents
COPY app/target/chibo-app-*.jar /opt/chibo/chibo.jar

USER chibo
WORKDIR /tmp
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/chibo/chibo.jar"]
