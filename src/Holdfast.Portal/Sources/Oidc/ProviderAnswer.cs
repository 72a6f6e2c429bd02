using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.People;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>What a provider says when it is asked whether somebody is still there.</summary>
internal abstract class ProviderAnswer
{
    private ProviderAnswer() { }

    /// <param name="person">As the provider knows the person now; null: it does not say.</param>
    /// <param name="refresh">With what to ask next time; null: with the same as before.</param>
    public sealed class StillThere(FoundPerson? person, string? refresh) : ProviderAnswer
    {
        public FoundPerson? Person => person;

        public string? Refresh => refresh;
    }

    /// <summary>Not there, or must sign in again.</summary>
    public sealed class Gone : ProviderAnswer;

    /// <summary>It could not be asked, or its answer is not to be believed.</summary>
    /// <param name="refresh">With what to ask next time, where the provider has changed that nevertheless; null: with the same as before.</param>
    public sealed class Away(Problem problem, string? refresh = null) : ProviderAnswer
    {
        public Problem Problem => problem;

        public string? Refresh => refresh;
    }
}
