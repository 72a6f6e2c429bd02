using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Secrets;
using Holdfast.Data.Settings;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Settings;

/// <summary>Reads and changes documents, one change after the other on all portals, each with its trace. Secrets go in and never out.</summary>
public sealed class SettingDocuments(
    IDatabase database,
    SettingStore settings,
    SecretStore secrets,
    Vault vault,
    AuditLog audit,
    TimeProvider clock
)
{
    private const string Nothing = "{}";

    internal async Task<T> ReadAsync<T>(IUnitOfWork unit, SettingDocument<T> document)
        where T : class, new() => await settings.FindAsync(unit, document.Key) is { } text ? Parse<T>(text) : new T();

    /// <param name="name">Null: there is no secret.</param>
    internal Task<string?> SecretAsync(string? name, CancellationToken cancel) =>
        name is null ? Task.FromResult<string?>(null) : database.ReadAsync(unit => vault.FindAsync(unit, name), cancel);

    /// <param name="change">From what is to what shall be, or why not.</param>
    internal Task<IReadOnlyList<Problem>> ChangeAsync<T>(
        SettingDocument<T> document,
        (Actor Actor, string Action, string Subject) trace,
        Func<IUnitOfWork, T, Task<Outcome<T>>> change,
        CancellationToken cancel
    )
        where T : class, new() =>
        database.WriteAsync(
            async unit =>
            {
                var now = clock.GetUtcNow();
                var before = Parse<T>(await settings.FindForChangeAsync(unit, document.Key, Nothing, now));
                var changed = await change(unit, before);
                if (changed.Value is { } after && !after.Equals(before))
                {
                    await settings.PutAsync(
                        unit,
                        document.Key,
                        JsonSerializer.Serialize(after, ModelJson.Options),
                        now
                    );
                    await ForgetAsync(unit, document.SecretsOf(before).Except(document.SecretsOf(after)));
                    var told = new { Before = document.Told(before), After = document.Told(after) };
                    await audit.AddAsync(unit, trace.Actor, trace.Action, trace.Subject, told);
                }

                return changed.Problems;
            },
            cancel
        );

    /// <summary>Under a new id: a secret never changes under its name.</summary>
    internal async Task<Guid> SealAsync<T>(IUnitOfWork unit, SettingDocument<T> document, string secret)
        where T : class, new()
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await vault.GetOrMakeAsync(unit, document.SecretPrefix + id.ToString("N"), () => secret);
        return id;
    }

    /// <summary>Secrets that nothing refers to any more.</summary>
    private async Task ForgetAsync(IUnitOfWork unit, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await secrets.RemoveAsync(unit, name);
        }
    }

    private static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text, ModelJson.Tolerant)!;
}
