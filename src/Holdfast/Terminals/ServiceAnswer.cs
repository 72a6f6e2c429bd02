using Holdfast.Model.Problems;

namespace Holdfast.Terminals;

/// <summary>Tells a person what a service of this machine answered.</summary>
internal static class ServiceAnswer
{
    /// <param name="refusal">Why it did not do it; null: it did.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync<T>(Terminal terminal, Outcome<T> answer, Func<T, Problem?> refusal)
        where T : class
    {
        foreach (var problem in answer.Problems)
        {
            await terminal.ComplainAsync(problem);
        }

        if (answer.Value is not { } said)
        {
            return ExitCodes.NotRunning;
        }

        if (refusal(said) is { } why)
        {
            await terminal.ComplainAsync(why);
            return ExitCodes.Refused;
        }

        return ExitCodes.Done;
    }
}
