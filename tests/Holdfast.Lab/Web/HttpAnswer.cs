using System.Text;
using System.Text.Json;

namespace Holdfast.Lab.Web;

/// <param name="Headers">In the order in which they came, as they came.</param>
public sealed record HttpAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header, exactly as sent; null when there is none.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public JsonElement Json() => JsonDocument.Parse(Body).RootElement;

    public override string ToString() =>
        $"{Status} {Header("Content-Type")}: {(Text.Length > 300 ? Text[..300] : Text)}";
}
