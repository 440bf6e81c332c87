import java.io.IOException;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that checkpoints every second and fails a few seconds after each start. Argument: the port of the REST API. */
public class FailingJob {
  public static void main(String[] args) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.port", args[0]);
    configuration.setString("rest.bind-address", "127.0.0.1");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "1000");
    configuration.setString("restart-strategy.fixed-delay.delay", "1 s");
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
    flink.setParallelism(2);
    flink.enableCheckpointing(1_000);
    flink.fromSequence(0, Long.MAX_VALUE).name("Orders").map(new Score()).name("Score").sinkTo(new DiscardingSink<>());
    flink.execute("ledger");
  }

  private static class Score implements MapFunction<Long, Long> {
    private static final long FAILS_AFTER_MS = 5_000;
    private transient long startedAt;

    @Override
    public Long map(Long value) throws Exception {
      if (startedAt == 0) startedAt = System.currentTimeMillis();
      Thread.sleep(10);
      if (System.currentTimeMillis() - startedAt > FAILS_AFTER_MS) {
        throw new IllegalStateException(
            "Ledger is out of balance", new IOException("connection reset by peer"));
      }
      return value;
    }
  }
}
