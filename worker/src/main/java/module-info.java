/** The interface that handlers are compiled against, and the program that runs them. */
module dev.reeve.worker {
  requires transitive dev.reeve.protocol;
  requires static transitive org.jspecify;
  requires java.management;
  requires static java.desktop; // handlers of pictures alone need it, and they run in workers
  requires org.apache.commons.exec;
  requires com.fasterxml.jackson.annotation;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.reeve.shared;
  exports dev.reeve.worker;
  exports dev.reeve.worker.handlers;
  exports dev.reeve.worker.handlers.exec;
  exports dev.reeve.worker.handlers.image;
  exports dev.reeve.os to
      dev.reeve.supervisor,
      dev.reeve.jobs,
      dev.reeve.redis,
      dev.reeve.serve;
  exports dev.reeve.shared.client to
      dev.reeve.supervisor;
  exports dev.reeve.shared.memory to
      dev.reeve.supervisor;
  exports dev.reeve.worker.mapping to
      dev.reeve.supervisor;

  opens dev.reeve.worker.handlers to
      tools.jackson.databind;
  opens dev.reeve.worker.handlers.exec to
      tools.jackson.databind;
  opens dev.reeve.worker.handlers.image to
      tools.jackson.databind;

  uses dev.reeve.worker.TaskHandler;

  provides dev.reeve.worker.TaskHandler with
      dev.reeve.worker.handlers.EchoHandler,
      dev.reeve.worker.handlers.Sha256Handler,
      dev.reeve.worker.handlers.SleepHandler,
      dev.reeve.worker.handlers.exec.ExecHandler,
      dev.reeve.worker.handlers.image.BlurHandler,
      dev.reeve.worker.handlers.image.GrayscaleHandler,
      dev.reeve.worker.handlers.image.ThumbnailHandler;
}
