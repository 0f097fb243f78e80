// Starts Swagger UI on the server's OpenAPI document; a file of its own, since the content policy forbids inline scripts.
globalThis.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, tryItOutEnabled: true });
