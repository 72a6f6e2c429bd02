using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>"Who had this address then?", as it was typed or sent.</summary>
public sealed record AddressQuestion(IPAddress Address, DateTimeOffset At)
{
    /// <param name="at">In UTC where it names no offset.</param>
    public static Outcome<AddressQuestion> Read(string address, string at)
    {
        List<Problem> problems = [];
        // What IPAddress takes for IPv4 beside four numbers (one, two, octal ones) is rather a slip of somebody's pen.
        if (
            !IPAddress.TryParse(address.Trim(), out var ip)
            || (ip.AddressFamily == AddressFamily.InterNetwork && ip.ToString() != address.Trim())
        )
        {
            problems.Add(SessionProblems.NoAddress.At("address", address.Trim()));
        }

        var moment = MomentText.Read(at);
        if (moment is null)
        {
            problems.Add(SessionProblems.NoTime.At("at", at.Trim()));
        }

        return problems.Count == 0
            ? new AddressQuestion(ip!, moment!.Value)
            : Outcome<AddressQuestion>.Failed([.. problems]);
    }
}
