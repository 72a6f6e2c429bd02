using Holdfast.Data;
using Holdfast.Data.Profiles;
using Holdfast.Data.Settings;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>
/// Reads the profiles inside a unit of work. Parsed documents are kept between reads and used again only while the version that stands
/// in the database, read in the same unit, is the same.
/// </summary>
public sealed class ProfileCatalogue(ProfileStore profiles, SettingStore settings)
{
    private const string VersionKey = "profiles-version";

    private volatile Known? _known;

    public async Task<ProfileSet> ReadAsync(IUnitOfWork unit)
    {
        var version = await settings.FindAsync(unit, VersionKey) ?? "";
        if (_known is { } known && known.Version == version)
        {
            return known.Set;
        }

        var set = new ProfileSet(await profiles.ListAsync(unit));
        _known = new Known(version, set);
        return set;
    }

    /// <summary>
    /// Reads, and makes everybody who changes profiles wait until the unit's end: what is handed out under a profile is either seen by
    /// who changes the profile, or sees the change.
    /// </summary>
    public async Task<ProfileSet> ReadHeldAsync(IUnitOfWork unit)
    {
        await settings.HoldAsync(unit, VersionKey);
        return await ReadAsync(unit);
    }

    /// <summary>To be called in every unit of work that changes profiles, first.</summary>
    public Task ChangedAsync(IUnitOfWork unit, DateTimeOffset now) =>
        settings.PutAsync(unit, VersionKey, $"\"{Guid.CreateVersion7():N}\"", now);

    private sealed record Known(string Version, ProfileSet Set);
}
