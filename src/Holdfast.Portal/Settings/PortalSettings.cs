using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Settings;
using Holdfast.Model.Json;

namespace Holdfast.Portal.Settings;

/// <summary>The portal's settings in the database; what is not set has its default.</summary>
public sealed class PortalSettings(SettingStore settings)
{
    public const string Key = "portal";

    public async Task<PortalSettingValues> ReadAsync(IUnitOfWork unit) =>
        await settings.FindAsync(unit, Key) is { } document
            ? JsonSerializer.Deserialize<PortalSettingValues>(document, ModelJson.Tolerant)!
            : PortalSettingValues.Defaults;
}
