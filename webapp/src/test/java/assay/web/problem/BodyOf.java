package assay.web.problem;

import assay.web.problem.ProblemsTest.Wanted;
import assay.web.resource.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** A request's body on its way through the JSON provider; nothing of it can be changed. */
final class BodyOf implements ReaderInterceptorContext {

  private final InputStream body;

  BodyOf(String body) {
    this.body = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  @SuppressWarnings("unchecked") // The provider's own signature asks for a class of objects.
  public Object proceed() throws IOException {
    Class<Object> type = (Class<Object>) (Class<?>) Wanted.class;
    return new Json().readFrom(type, type, getAnnotations(), getMediaType(), getHeaders(), body);
  }

  @Override
  public InputStream getInputStream() {
    return body;
  }

  @Override
  public MultivaluedMap<String, String> getHeaders() {
    return new MultivaluedHashMap<>();
  }

  @Override
  public Annotation[] getAnnotations() {
    return new Annotation[0];
  }

  @Override
  public Class<?> getType() {
    return Wanted.class;
  }

  @Override
  public Type getGenericType() {
    return Wanted.class;
  }

  @Override
  public MediaType getMediaType() {
    return MediaType.APPLICATION_JSON_TYPE;
  }

  @Override
  public Object getProperty(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Collection<String> getPropertyNames() {
    return List.of();
  }

  @Override
  public void setProperty(String name, Object object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeProperty(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setInputStream(InputStream stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAnnotations(Annotation[] annotations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setType(Class<?> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setGenericType(Type genericType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setMediaType(MediaType mediaType) {
    throw new UnsupportedOperationException();
  }
}
