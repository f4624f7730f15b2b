import ArgumentParser

/// `isthmus api`: the cloud's operations, by hand.
struct APICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api",
    abstract: "List, describe and call the operations of the cloud's API.",
    discussion: """
      Every operation of the VPC endpoint, VPC, load balancing and Direct Connect APIs can be called. What is wrong \
      with a call is said before anything is sent.

      Examples:
        isthmus api list endpoint
        isthmus api describe vpce.CreateEndpoint
        isthmus api call vpc.ListVpcs --region REGION --all-pages

      The key is taken from CTYUN_AK and CTYUN_SK, or from a profile in ~/.config/isthmus/credentials.yaml.
      """,
    subcommands: [APIListCommand.self, APIDescribeCommand.self, APICallCommand.self])
}
