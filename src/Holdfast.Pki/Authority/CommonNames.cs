namespace Holdfast.Pki.Authority;

internal static class CommonNames
{
    /// <summary>RFC 5280 appendix A.1, ub-common-name; host names may be longer, and stand whole in the alternative names.</summary>
    private const int MaxLength = 64;

    public static string Cut(string name) => name.Length <= MaxLength ? name : name[..MaxLength];
}
