import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** A query as it is asked of every engine; a number of -1 asks nothing. */
record Question(
        double latitude, double longitude, String[] words, int need, double kilometres, int age, int day,
        boolean accepting) {
    private static final int OLDEST = 1000;

    static Question ofLine(String line) {
        String[] parts = line.split("\t", -1);
        return new Question(
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                parts[3].isEmpty() ? new String[0] : parts[3].split(" "),
                Integer.parseInt(parts[4]),
                Double.parseDouble(parts[5]),
                Integer.parseInt(parts[6]),
                Integer.parseInt(parts[7]),
                parts[8].equals("1"));
    }

    /** Words are scored; everything else only filters. */
    Query query() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (words.length > 0) {
            all.add(anyWord(), Occur.MUST);
        }
        if (need >= 0) {
            all.add(new TermQuery(new Term("tags", "n" + need)), Occur.FILTER);
        }
        if (day >= 0) {
            all.add(new TermQuery(new Term("tags", "d" + day)), Occur.FILTER);
        }
        if (accepting) {
            all.add(new TermQuery(new Term("tags", "open")), Occur.FILTER);
        }
        if (age >= 0) {
            all.add(IntField.newRangeQuery("youngest", 0, age), Occur.FILTER);
            all.add(IntField.newRangeQuery("oldest", age, OLDEST), Occur.FILTER);
        }
        if (kilometres > 0) {
            all.add(within(), Occur.FILTER);
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? new MatchAllDocsQuery() : query;
    }

    private Query anyWord() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : words) {
            any.add(new BoostQuery(new TermQuery(new Term("name", word)), 2f), Occur.SHOULD);
            any.add(new TermQuery(new Term("description", word)), Occur.SHOULD);
        }
        return any.build();
    }

    /** By the tree of points where few places are near, by the column where other clauses leave few. */
    private Query within() {
        double metres = kilometres * 1000;
        return new IndexOrDocValuesQuery(
                LatLonPoint.newDistanceQuery("place", latitude, longitude, metres),
                LatLonDocValuesField.newSlowDistanceQuery("place", latitude, longitude, metres));
    }
}
