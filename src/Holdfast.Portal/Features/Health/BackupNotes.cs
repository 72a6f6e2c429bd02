using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Settings;
using Holdfast.Model.Json;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Health;

/// <summary>When a backup was made. The command that makes one says so to the portal, where one runs.</summary>
public sealed class BackupNotes(IDatabase database, SettingStore settings, AuditLog audit, TimeProvider clock)
{
    private const string Key = "last-backup";

    /// <returns>Null: none is known.</returns>
    public async Task<DateTimeOffset?> LastAsync(IUnitOfWork unit) =>
        await settings.FindAsync(unit, Key) is { } document
            ? JsonSerializer.Deserialize<Note>(document, ModelJson.Tolerant)!.At
            : null;

    public Task<bool> NoteAsync(Actor actor, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                var now = clock.GetUtcNow();
                await settings.PutAsync(unit, Key, JsonSerializer.Serialize(new Note(now), ModelJson.Options), now);
                await audit.AddAsync(unit, actor, "backup.make", "");
                return true;
            },
            cancel
        );

    private sealed record Note(DateTimeOffset At);
}
