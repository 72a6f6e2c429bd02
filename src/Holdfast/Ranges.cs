using System.CommandLine.Parsing;

namespace Holdfast;

/// <summary>Validators for numbers on the command line.</summary>
internal static class Ranges
{
    public static Action<OptionResult> Between(int lowest, int highest) =>
        result =>
        {
            if (
                result.Tokens is [var token]
                && (!int.TryParse(token.Value, out var value) || value < lowest || value > highest)
            )
            {
                result.AddError($"{result.Option.Name} takes a number from {lowest} to {highest}, not {token.Value}.");
            }
        };

    public static Action<OptionResult> Port => Between(1, 65535);

    /// <summary>0: the service is off.</summary>
    public static Action<OptionResult> PortOrOff => Between(0, 65535);
}
