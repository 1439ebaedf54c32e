import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

/** A listing as a line of the corpus tells of it. */
record Listing(String id, Document document) {
    static Listing ofLine(String line) {
        String[] parts = line.split("\t", -1);
        Document document = new Document();
        document.add(new StringField("id", parts[0], Field.Store.NO));
        document.add(new NumericDocValuesField("key", Integer.parseInt(parts[0])));
        document.add(new TextField("name", parts[1], Field.Store.NO));
        document.add(new TextField("description", parts[2], Field.Store.NO));
        addTags(document, "n", parts[3]);
        document.add(new NumericDocValuesField("needs", mask(parts[3])));
        document.add(new IntField("youngest", Integer.parseInt(parts[4]), Field.Store.NO));
        document.add(new IntField("oldest", Integer.parseInt(parts[5]), Field.Store.NO));
        addTags(document, "d", parts[6]);
        if (parts[7].equals("1")) {
            document.add(new StringField("tags", "open", Field.Store.NO));
        }
        double latitude = Double.parseDouble(parts[8]);
        double longitude = Double.parseDouble(parts[9]);
        document.add(new LatLonPoint("place", latitude, longitude));
        document.add(new LatLonDocValuesField("place", latitude, longitude));
        return new Listing(parts[0], document);
    }

    private static void addTags(Document document, String kind, String numbers) {
        for (String number : numbers.split(",")) {
            document.add(new StringField("tags", kind + number, Field.Store.NO));
        }
    }

    private static long mask(String numbers) {
        long mask = 0;
        for (String number : numbers.split(",")) {
            mask |= 1L << Integer.parseInt(number);
        }
        return mask;
    }
}
