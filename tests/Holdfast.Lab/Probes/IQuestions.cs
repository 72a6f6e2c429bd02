using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Probes;

/// <summary>How a <see cref="Probe"/> asks.</summary>
internal interface IQuestions
{
    /// <summary>Sends to the target, and hears it.</summary>
    Socket Open(Host host, IPAddress target);

    byte[] Ask(long number);

    /// <returns>To which question that is the answer; null: to none of ours.</returns>
    long? Read(ReadOnlySpan<byte> packet);
}
