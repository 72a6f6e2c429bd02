using System.Globalization;
using Holdfast.Model.Failover;
using Holdfast.Portal.Failover;

namespace Holdfast.Portal.Features.Failover;

/// <summary>The key of heartbeats, and how far a change of it is.</summary>
/// <param name="Number">Of the key with which machines send: 1, 2 and so on.</param>
/// <param name="Change">What is done now, for people; null: no change is under way.</param>
/// <param name="WaitsForWitness">The new key has to be brought to the witness by a person.</param>
/// <param name="WaitsFor">Machines that have not taken it over yet.</param>
/// <param name="NewId">Of the new key, as it stands in <c>failover.json</c>, while it is brought to all; null: it is not.</param>
public sealed record KeyState(
    int Number,
    string? Change,
    bool WaitsForWitness,
    IReadOnlyList<string> WaitsFor,
    int? NewId
)
{
    public static KeyState Of(CommittedGroup group, IReadOnlyList<MachineState> machines)
    {
        var keys = KeyChange.KeysOf(group);
        return new KeyState(
            keys.Active,
            Words(keys),
            KeyChange.WaitsForWitness(group, keys),
            [.. machines.Where(machine => keys.IsChanging && !machine.IsTold).Select(machine => machine.Node)],
            keys.Coming is { } coming ? GroupKeys.IdOf(coming) : null
        );
    }

    private static string? Words(GroupKeys keys) =>
        keys switch
        {
            { Coming: { } coming } => Text($"Step 1 of 3: key {coming} is brought to all machines."),
            { Leaving: { } leaving } => Text(
                $"Step 2 of 3: all send with key {keys.Active}, and still take key {leaving}."
            ),
            _ => null,
        };

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
