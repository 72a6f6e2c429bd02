using Holdfast.Portal.Sources.People;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>Who came back from a provider with a good proof. A class, so that nothing prints it.</summary>
/// <param name="refresh">With what the provider is asked later whether the person is still there; null: it cannot be.</param>
public sealed class ProvenPerson(FoundPerson person, string? refresh)
{
    public FoundPerson Person => person;

    public string? Refresh => refresh;
}
