namespace Holdfast.OAuth;

/// <summary>A complete HTTP answer without the socket: status, headers and JSON body.</summary>
/// <param name="Headers">Without Content-Type, which is <see cref="ContentType"/>, and Content-Length.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record OAuthAnswer(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
)
{
    public const string ContentType = "application/json";

    /// <summary>RFC 6749 section 5.1: whatever may hold a token is never stored on the way.</summary>
    internal static readonly KeyValuePair<string, string>[] NotStored =
    [
        new("Cache-Control", "no-store"),
        new("Pragma", "no-cache"),
    ];
}
