package glassformer.represent;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A sum of entries such as `king - man + woman`. Each vector is made as long as the others first, so that a frequent
/// word with a long vector does not decide alone (3CosAdd, Mikolov et al. 2013).
///
/// @param terms in the order they were written
public record Arithmetic(List<Term> terms) {
    public record Term(boolean minus, String name) {}

    public Arithmetic {
        terms = List.copyOf(terms);
    }

    /// Plus and minus stand between blanks, so that names may hold them.
    ///
    /// @throws BadInputException where it is no sum
    public static Arithmetic parse(String text) {
        List<Term> terms = new ArrayList<>();
        boolean minus = false;
        List<String> name = new ArrayList<>();
        for (String part : text.strip().split("\\s+")) {
            boolean sign = part.equals("+") || part.equals("-") || part.equals("\u2212");
            if (!sign) {
                name.add(part);
                continue;
            }
            if (!name.isEmpty()) {
                terms.add(new Term(minus, String.join(" ", name)));
                name.clear();
            } else if (!terms.isEmpty() || !part.equals("-")) {
                throw unreadable(text);
            }
            minus = !part.equals("+");
        }
        if (name.isEmpty() || String.join("", name).isEmpty()) {
            throw unreadable(text);
        }
        terms.add(new Term(minus, String.join(" ", name)));
        return new Arithmetic(terms);
    }

    private static BadInputException unreadable(String text) {
        return new BadInputException("\"" + text
                + "\" is no sum of words: write them with + or - and blanks between, as" + " in king - man + woman.");
    }

    /// The sum's vector.
    ///
    /// @throws BadInputException where the space lacks a name
    public double[] in(Space space) {
        double[] sum = new double[space.vectors().columns()];
        for (Term term : terms) {
            double[] vector = space.vector(space.find(term.name()));
            double factor = (term.minus() ? -1 : 1) / Math.max(Space.length(vector), Double.MIN_NORMAL);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * vector[i];
            }
        }
        return sum;
    }

    /// The entries nearest to the sum; those that it is made of are left out.
    public List<Space.Neighbour> nearest(Space space, int count) {
        Set<Integer> own = new HashSet<>();
        terms.forEach(term -> own.add(space.find(term.name())));
        return space.nearest(in(space), count, own);
    }
}
