import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Judges PDFs by veraPDF's PDF/UA-1 profile. Each line that it is told names a file; it answers with one line, with
 * tabs between, for each rule that the file breaks, and then that it has judged it. It ends with its input.
 */
public class VeraCheck {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] none) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile;
        try (InputStream rules = VeraCheck.class.getResourceAsStream(PROFILE)) {
            profile = Profiles.profileFromXml(rules);
        }
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = told.readLine(); path != null; path = told.readLine()) {
            for (Map.Entry<String, Integer> rule : brokenRules(path, profile).entrySet()) {
                System.out.println("broken\t" + rule.getKey() + "\t" + rule.getValue());
            }
            System.out.println("judged");
            System.out.flush();
        }
    }

    private static Map<String, Integer> brokenRules(String path, ValidationProfile profile) {
        Map<String, Integer> broken = new LinkedHashMap<>();
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            for (TestAssertion found : validator.validate(parser).getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    String words = found.getMessage().replaceAll("\\s+", " ").trim();
                    broken.merge(rule + "\t" + words, 1, Integer::sum);
                }
            }
        } catch (Exception error) {
            broken.put("unreadable\t" + String.valueOf(error).replaceAll("\\s+", " "), 1);
        }
        return broken;
    }
}
