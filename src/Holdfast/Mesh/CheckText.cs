using System.Net;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Daemon;

namespace Holdfast.Mesh;

/// <summary>Checks as people write them: <c>tcp:HOST:PORT</c>, a page's address, <c>exec:COMMAND</c>; <c>PREFIX=</c> may stand before it.</summary>
internal static class CheckText
{
    private const string Tcp = "tcp:";
    private const string Exec = "exec:";

    /// <returns>Null: it is no check.</returns>
    public static ServiceCheck? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && PrefixText.Parse(text[..equals]) is { } prefix
            ? Parse(prefix, text[(equals + 1)..])
            : Parse(prefix: null, text);
    }

    private static ServiceCheck? Parse(IPNetwork? prefix, string text) =>
        text.StartsWith(Tcp, StringComparison.Ordinal) && HasPort(text[Tcp.Length..])
            ? new(prefix, CheckKind.Tcp, text[Tcp.Length..])
        : text.StartsWith(Exec, StringComparison.Ordinal) && text[Exec.Length..].Trim().Length > 0
            ? new(prefix, CheckKind.Exec, text[Exec.Length..])
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? new(prefix, CheckKind.Http, text)
        : null;

    /// <summary>There is no port that would be usual.</summary>
    private static bool HasPort(string target) =>
        HostPort.Parse(target) is { } to
        && (target.StartsWith('[') || target.Count(c => c == ':') == 1)
        && target.EndsWith($":{to.Port}", StringComparison.Ordinal);
}
