using System.Net;

namespace Holdfast.Mesh.Checks;

/// <summary>What has to be well for a host to carry a prefix.</summary>
/// <param name="Prefix">Of a claim of this host; null: all of them.</param>
/// <param name="Target">Host and port, address of a page, or command for a shell.</param>
public sealed record ServiceCheck(IPNetwork? Prefix, CheckKind Kind, string Target)
{
    /// <summary>As people write it.</summary>
    public override string ToString() =>
        (Prefix is { } prefix ? $"{prefix}=" : "")
        + (Kind == CheckKind.Http ? "" : $"{Kind.ToString().ToLowerInvariant()}:")
        + Target;
}
