import java.io.IOException;
import org.apache.lucene.geo.GeoEncodingUtils;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.SloppyMath;

/** Counts all matches and their needs, and keeps the first of them, in one pass. */
final class Gathering extends SimpleCollector {
    private static final int FIRST = 20;
    private static final int NEEDS = 30;
    private static final double DECAY_METRES = 8000;

    private final Question question;
    private final boolean nearest;
    private final boolean scored;
    private final double[] keys = new double[FIRST];
    private final int[] ids = new int[FIRST];
    private final int[] needs = new int[NEEDS];
    private int kept;
    private int total;

    private Scorable scorer;
    private NumericDocValues places;
    private NumericDocValues masks;
    private NumericDocValues idsOfDocuments;

    Gathering(Question question, boolean nearest) {
        this.question = question;
        this.nearest = nearest;
        this.scored = question.words().length > 0 && !nearest;
    }

    @Override
    public ScoreMode scoreMode() {
        return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public void setScorer(Scorable scorer) {
        this.scorer = scorer;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        places = DocValues.unwrapSingleton(DocValues.getSortedNumeric(context.reader(), "place"));
        masks = DocValues.getNumeric(context.reader(), "needs");
        idsOfDocuments = DocValues.getNumeric(context.reader(), "key");
    }

    @Override
    public void collect(int document) throws IOException {
        total++;
        masks.advanceExact(document);
        for (long mask = masks.longValue(); mask != 0; mask &= mask - 1) {
            needs[Long.numberOfTrailingZeros(mask)]++;
        }
        double key = key(document);
        if (kept < FIRST || key <= keys[FIRST - 1]) {
            idsOfDocuments.advanceExact(document);
            keep(key, (int) idsOfDocuments.longValue());
        }
    }

    /** What hits are ordered by, the smallest first. */
    private double key(int document) throws IOException {
        places.advanceExact(document);
        long place = places.longValue();
        double latitude = GeoEncodingUtils.decodeLatitude((int) (place >> 32));
        double longitude = GeoEncodingUtils.decodeLongitude((int) place);
        // This grows with the distance, and costs no root and no arcsine.
        double far = SloppyMath.haversinSortKey(question.latitude(), question.longitude(), latitude, longitude);
        if (nearest) {
            return far;
        }
        double score = scored ? scorer.score() : 0;
        return -(1 + score) / (1 + SloppyMath.haversinMeters(far) / DECAY_METRES);
    }

    /** Put a hit in its place; equal ones by id. */
    private void keep(double key, int id) {
        if (kept < FIRST) {
            kept++;
        } else if (!before(key, id, FIRST - 1)) {
            return;
        }
        int place = kept - 1;
        while (place > 0 && before(key, id, place - 1)) {
            keys[place] = keys[place - 1];
            ids[place] = ids[place - 1];
            place--;
        }
        keys[place] = key;
        ids[place] = id;
    }

    private boolean before(double key, int id, int place) {
        return key < keys[place] || (key == keys[place] && id < ids[place]);
    }

    /** Total, counts of needs, and ids, with tabs between them. */
    String told() {
        return total + "\t" + joined(needs, NEEDS) + "\t" + joined(ids, kept);
    }

    private static String joined(int[] numbers, int count) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < count; place++) {
            text.append(place == 0 ? "" : ",").append(numbers[place]);
        }
        return text.toString();
    }
}
