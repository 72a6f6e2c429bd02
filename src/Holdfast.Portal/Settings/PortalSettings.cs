using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Settings;
using Holdfast.Model.Json;

namespace Holdfast.Portal.Settings;

/// <summary>The portal's settings in the database; what is not set has its default. Read for every request, never kept.</summary>
public sealed class PortalSettings(SettingStore settings)
{
    public const string Key = "portal";

    private const string Nothing = "{}";

    public async Task<PortalSettingValues> ReadAsync(IUnitOfWork unit) =>
        await settings.FindAsync(unit, Key) is { } document ? Parse(document) : PortalSettingValues.Defaults;

    /// <summary>To be called before a change in the same unit of work: others who change the settings wait for its end.</summary>
    public async Task<PortalSettingValues> ReadForChangeAsync(IUnitOfWork unit, DateTimeOffset now) =>
        Parse(await settings.FindForChangeAsync(unit, Key, Nothing, now));

    public Task WriteAsync(IUnitOfWork unit, PortalSettingValues values, DateTimeOffset now) =>
        settings.PutAsync(unit, Key, JsonSerializer.Serialize(values, ModelJson.Options), now);

    private static PortalSettingValues Parse(string document) =>
        JsonSerializer.Deserialize<PortalSettingValues>(document, ModelJson.Tolerant)!;
}
