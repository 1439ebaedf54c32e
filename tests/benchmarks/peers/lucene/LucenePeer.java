import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene inside its own machine, with the time taken there.
 *
 * <p>{@code build FOLDER CORPUS} makes an index and writes a line for every thousand listings. {@code serve FOLDER}
 * answers lines: {@code learn N} and N queries; {@code round ORDER}; {@code ask NUMBER ORDER}; {@code update}, a listing
 * and a query. An answer is a line of nanoseconds, total, counts of needs and ids.
 */
public final class LucenePeer implements AutoCloseable {
    private static final int STEP = 1000;

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Nothing is written while a round is measured, unless it no longer fits.
    private final PrintStream out =
            new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 17), false);
    private final List<Question> questions = new ArrayList<>();
    private final IndexWriter writer;
    private final SearcherManager manager;

    private LucenePeer(Path folder) throws IOException {
        writer = new IndexWriter(FSDirectory.open(folder), config());
        manager = new SearcherManager(writer, null);
    }

    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[1]);
        if (words[0].equals("build")) {
            build(folder, Path.of(words[2]));
            return;
        }
        try (LucenePeer peer = new LucenePeer(folder)) {
            peer.serve();
        }
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig(new StandardAnalyzer(CharArraySet.EMPTY_SET)).setRAMBufferSizeMB(512);
    }

    private static void build(Path folder, Path corpus) throws IOException {
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config());
                BufferedReader lines = Files.newBufferedReader(corpus)) {
            int done = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.addDocument(Listing.ofLine(line).document());
                if (++done % STEP == 0) {
                    System.out.println(STEP);
                }
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    private void serve() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "learn" -> learn(Integer.parseInt(words[1]));
                case "round" -> {
                    for (Question question : questions) {
                        out.println(answer(question, words[1]));
                    }
                }
                case "ask" -> out.println(answer(questions.get(Integer.parseInt(words[1])), words[2]));
                case "update" -> out.println(update(Listing.ofLine(in.readLine()), Question.ofLine(in.readLine())));
                default -> throw new IllegalArgumentException(line);
            }
            out.flush();
        }
    }

    private void learn(int count) throws IOException {
        questions.clear();
        for (int number = 0; number < count; number++) {
            questions.add(Question.ofLine(in.readLine()));
        }
    }

    private String answer(Question question, String order) throws IOException {
        IndexSearcher searcher = manager.acquire();
        try {
            long start = System.nanoTime();
            Gathering gathering = search(searcher, question, order);
            return System.nanoTime() - start + "\t" + gathering.told();
        } finally {
            manager.release(searcher);
        }
    }

    @SuppressWarnings("deprecation") // a manager of collectors serves several threads; here there is one
    private static Gathering search(IndexSearcher searcher, Question question, String order) throws IOException {
        Gathering gathering = new Gathering(question, order.equals("nearest"));
        searcher.search(question.query(), gathering);
        return gathering;
    }

    /** Near real time: what is visible is not yet on the disk. */
    private String update(Listing listing, Question question) throws IOException {
        long start = System.nanoTime();
        writer.updateDocument(new Term("id", listing.id()), listing.document());
        manager.maybeRefreshBlocking();
        IndexSearcher searcher = manager.acquire();
        try {
            Gathering gathering = search(searcher, question, "nearest");
            return System.nanoTime() - start + "\t" + gathering.told();
        } finally {
            manager.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        manager.close();
        writer.close();
    }
}
