import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Reads the path of a PDF on each line; answers each with its broken rules ("- …") and a line PASS or FAIL. */
public class PdfUaCheck {
    public static void main(String[] ignored) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (String path; (path = in.readLine()) != null; ) {
            out.println(check(path, out) ? "PASS" : "FAIL");
        }
    }

    private static boolean check(String path, PrintStream out) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> broken = new TreeSet<>();
            for (TestAssertion found : result.getTestAssertions()) {
                String place = found.getLocation().getContext();
                broken.add(found.getRuleId().getClause() + " " + found.getMessage() + " @ " + place);
            }
            for (String rule : broken) {
                out.println("- " + rule.replaceAll("\\s+", " "));
            }
            return result.isCompliant();
        } catch (Exception notReadable) {
            out.println("- " + notReadable.toString().replaceAll("\\s+", " "));
            return false;
        }
    }
}
