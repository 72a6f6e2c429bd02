using System.Text.Json;
using Holdfast.Homes;
using Holdfast.Model.Json;

namespace Holdfast.Setup;

/// <summary>What a standby with a portal has to know before it can ask a database.</summary>
/// <param name="Portal">Where clients find the portals.</param>
/// <param name="Joined">The database was there once, and its secrets are ours: from then on a portal may wait for it by itself.</param>
internal sealed record StandbyPortal(Uri Portal, bool Joined)
{
    public const string FileName = "standby-portal.json";

    /// <summary>Null: there is none, or it is not whole.</summary>
    public static StandbyPortal? Read(HomeFolder home)
    {
        try
        {
            return
                File.Exists(home.At(FileName))
                && JsonSerializer.Deserialize<StandbyPortal>(File.ReadAllText(home.At(FileName)), ModelJson.Options)
                    is { Portal.IsAbsoluteUri: true } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(HomeFolder home) =>
        AtomicFile.Write(home.At(FileName), JsonSerializer.Serialize(this, ModelJson.Options) + "\n");
}
