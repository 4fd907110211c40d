package readtext;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An ONNX model with one input and one output of floats. */
final class Model implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;

  /** Floats with the length of each dimension. */
  record Floats(FloatBuffer values, long... shape) {}

  /**
   * Loads a model.
   *
   * @param setting system property that names the model's file; without it, the resource is loaded
   */
  Model(String setting, String resource) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1); // there are as many workers as processors
      session = environment.createSession(bytes(setting, resource), options);
      input = session.getInputNames().iterator().next();
    } catch (OrtException | IOException e) {
      throw new IllegalStateException("cannot load the model " + resource, e);
    }
  }

  /** Reads the file that a system property names, or else a resource. */
  static byte[] bytes(String setting, String resource) throws IOException {
    String file = System.getProperty(setting);
    if (file != null) {
      return Files.readAllBytes(Path.of(file));
    }
    try (InputStream in = Model.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  Floats run(Floats in) throws OrtException {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, in.values(), in.shape());
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      OnnxTensor out = (OnnxTensor) result.get(0);
      return new Floats(out.getFloatBuffer(), out.getInfo().getShape());
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
