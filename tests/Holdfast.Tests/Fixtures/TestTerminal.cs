using Holdfast.Homes;
using Holdfast.Terminals;

namespace Holdfast.Tests.Fixtures;

/// <summary>A terminal whose words a test can read.</summary>
#pragma warning disable CA1001 // A text has nothing to give back.
internal sealed class TestTerminal
#pragma warning restore CA1001
{
    private readonly SharedText _out = new();
    private readonly SharedText _error = new();

    /// <summary>What a person types when asked for a secret, one after the other; null: no person is there.</summary>
    public Queue<string>? Secrets { get; init; }

    public string Input { get; init; } = "";

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Surroundings At(HomeFolder home) => new(Terminal(), home, TimeProvider.System);

    public Terminal Terminal() =>
        new(new StringReader(Input), _out, _error, Secrets is null ? null : prompt => Secrets.Dequeue());

    public Task<int> RunAsync(HomeFolder home, params string[] args) => CommandLine.RunAsync(args, At(home));
}
