namespace Holdfast.Portal.Features.Nodes;

/// <summary>Names of nodes: 1 to 63 lower-case letters, digits and hyphens, the first a letter.</summary>
public static class NodeIds
{
    private const int MaximumLength = 63;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaximumLength
        && char.IsAsciiLetterLower(id[0])
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
