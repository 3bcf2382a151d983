package glassformer.inspect;

import glassformer.blueprint.Named;

/// What a head does, where its pattern is clear.
public enum HeadRole implements Named {
    /// Looks at the token before.
    PREVIOUS("previous-token"),
    /// Looks at what followed an earlier copy of its own token (Olsson et al. 2022).
    INDUCTION("induction"),
    /// Looks at other places of its own token.
    SAME_TOKEN("same-token"),
    /// Looks at its own place.
    ITSELF("itself"),
    /// Looks at the first token, where a head rests that has nothing to look at.
    FIRST("first-token");

    private final String id;

    HeadRole(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
