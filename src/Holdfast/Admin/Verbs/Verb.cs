using System.CommandLine;

namespace Holdfast.Admin.Verbs;

/// <summary>What the verbs of the administration have in common.</summary>
internal static class Verb
{
    /// <summary>A verb that speaks the admin API; adds <c>--json</c> and <see cref="RemoteOptions"/>.</summary>
    public static Command Create(
        Surroundings at,
        string name,
        string description,
        Func<AdminCommand, ParseResult, CancellationToken, Task<int>> act,
        params Symbol[] symbols
    )
    {
        var json = new Option<bool>("--json") { Description = "Print the answer of the admin API" };
        var remote = new RemoteOptions();
        var command = new Command(name, description) { json };
        remote.AddTo(command);
        foreach (var symbol in symbols)
        {
            Add(command, symbol);
        }
        command.SetAction(
            async (parsed, cancel) =>
            {
                var door = remote.Read(parsed, at.Home.AdminSocket);
                if (!door.Succeeded)
                {
                    foreach (var problem in door.Problems)
                    {
                        await at.Terminal.ComplainAsync(problem);
                    }

                    return ExitCodes.CannotStart;
                }

                using var admin = new AdminCommand(at, door.Value, parsed.GetValue(json));
                return await act(admin, parsed, cancel);
            }
        );
        return command;
    }

    public static Command Group(string name, string description, params Command[] verbs)
    {
        var group = new Command(name, description);
        foreach (var verb in verbs)
        {
            group.Add(verb);
        }
        return group;
    }

    /// <summary>A name in a path of the API.</summary>
    public static string Escape(string? name) => Uri.EscapeDataString(name ?? "");

    private static void Add(Command command, Symbol symbol)
    {
        switch (symbol)
        {
            case Argument argument:
                command.Add(argument);
                break;
            case Option option:
                command.Add(option);
                break;
        }
    }
}
