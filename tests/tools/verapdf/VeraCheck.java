import java.io.FileInputStream;
import java.io.InputStream;
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

/** Judges PDFs by veraPDF's PDF/UA-1 profile: one line, with tabs between, for each rule that a file breaks. */
public class VeraCheck {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile;
        try (InputStream rules = VeraCheck.class.getResourceAsStream(PROFILE)) {
            profile = Profiles.profileFromXml(rules);
        }
        for (int number = 0; number < files.length; number++) {
            Map<String, Integer> broken = new LinkedHashMap<>();
            try (InputStream file = new FileInputStream(files[number]);
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
            for (Map.Entry<String, Integer> rule : broken.entrySet()) {
                System.out.println("broken\t" + number + "\t" + rule.getKey() + "\t" + rule.getValue());
            }
            System.out.println("judged\t" + number);
        }
    }
}
