using System.Text;

namespace Holdfast.Identity.Radius;

/// <summary>What a server says, whose word it surely is.</summary>
public sealed record RadiusAnswer(RadiusCode Code, IReadOnlyList<RadiusField> Attributes)
{
    /// <summary>Characters that are shown. Ours.</summary>
    private const int LongestMessage = 300;

    /// <summary>To be given back with the answer to a challenge; null: there is none.</summary>
    public byte[]? State => Attributes.FirstOrDefault(one => one.Type == RadiusType.State)?.Value;

    /// <summary>For the person; in pieces where it is long.</summary>
    public string Message
    {
        get
        {
            var text = string.Concat(Texts(RadiusType.ReplyMessage));
            var clean = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
            return clean.Length > LongestMessage ? clean[..LongestMessage] + "…" : clean;
        }
    }

    public IEnumerable<string> Texts(byte type) =>
        Attributes.Where(one => one.Type == type).Select(one => Encoding.UTF8.GetString(one.Value));
}
