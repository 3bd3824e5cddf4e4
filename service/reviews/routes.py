"""`/v1/reviews` and `/v1/leases`. No decisions in here; the workflows make them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from service.accounts.who import ModeratorDep
from service.bodies import JsonBody, body_of, json_answer, parse_body, parse_query, query_parameters
from service.dependencies import DatabaseDep, SettingsDep
from service.problems import problems_of
from service.reviews import verdict_routes
from service.reviews.detail import ReviewDetail
from service.reviews.parsing import (
    HeartbeatRequest,
    LeaseRequest,
    NoQuery,
    ReleaseQuery,
    ReviewsQuery,
)
from service.reviews.policy import Policy
from service.reviews.schemas import Lease, QueueFilter, ReviewPage
from service.reviews.workflow import leasing, queue

router: Final = APIRouter()
_reviews: Final = APIRouter(prefix="/v1/reviews", tags=["reviews"])
_leases: Final = APIRouter(prefix="/v1/leases", tags=["reviews"])


@_reviews.get(
    "",
    operation_id="list_reviews",
    response_class=Response,
    responses={
        200: {"model": ReviewPage, "description": "A page of the queue."},
        **problems_of(401, 403, 422, 431, 500, 503),
    },
    openapi_extra={"parameters": query_parameters(ReviewsQuery)},
)
def list_reviews(request: Request, moderator: ModeratorDep, database: DatabaseDep) -> Response:
    """List reviews, those that are worth most first unless another order is asked for."""
    query = parse_query(ReviewsQuery, request)
    page = queue.list_reviews(
        query.filters(),
        moderator=moderator,
        database=database,
        cursor=query.cursor,
        limit=query.limit,
    )
    return json_answer(page)


@_reviews.get(
    "/{review_id}",
    operation_id="read_review",
    response_class=Response,
    responses={
        200: {"model": ReviewDetail, "description": "The review, as far as you may see it."},
        **problems_of(401, 403, 404, 422, 431, 500, 503),
    },
)
def read_review(
    request: Request, review_id: str, moderator: ModeratorDep, database: DatabaseDep
) -> Response:
    """Read one review with its article; the answer is null while you are to decide without it."""
    parse_query(NoQuery, request)
    return json_answer(queue.read_review(review_id, moderator=moderator, database=database))


@_reviews.delete(
    "/{review_id}/lease",
    operation_id="force_release",
    status_code=204,
    response_class=Response,
    responses={
        204: {"description": "Nobody holds the review."},
        **problems_of(401, 403, 404, 422, 431, 500, 503),
    },
)
def force_release(
    request: Request, review_id: str, moderator: ModeratorDep, database: DatabaseDep
) -> Response:
    """Take a review away from whoever holds it, for admins; one's own is given back."""
    parse_query(NoQuery, request)
    leasing.release(review_id, moderator=moderator, database=database)
    return Response(status_code=204)


@_leases.post(
    "",
    operation_id="take_review",
    status_code=201,
    response_class=Response,
    responses={
        201: {"model": Lease, "description": "You hold the review."},
        **problems_of(400, 401, 403, 404, 408, 409, 413, 415, 422, 431, 500, 503),
    },
    openapi_extra={"requestBody": body_of(LeaseRequest)},
)
def take_review(
    request: Request,
    moderator: ModeratorDep,
    body: JsonBody,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Response:
    """Take a given review, or the next one of a selection. Who holds one of it already gets that one."""
    parse_query(NoQuery, request)
    wanted = parse_body(LeaseRequest, body)
    policy = Policy.of(settings)
    if wanted.review is not None:
        lease = leasing.take(wanted.review, moderator=moderator, database=database, policy=policy)
    else:
        filters = wanted.filter or QueueFilter()
        lease = leasing.take_next(filters, moderator=moderator, database=database, policy=policy)
    return json_answer(lease, 201)


@_leases.put(
    "/{lease_id}",
    operation_id="extend_lease",
    response_class=Response,
    responses={
        200: {"model": Lease, "description": "You hold the review on."},
        **problems_of(400, 401, 403, 404, 408, 409, 413, 415, 422, 431, 500, 503),
    },
    openapi_extra={"requestBody": body_of(HeartbeatRequest)},
)
def extend_lease(
    request: Request,
    lease_id: str,
    moderator: ModeratorDep,
    body: JsonBody,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Response:
    """Give a sign of life, so that the lease does not expire."""
    parse_query(NoQuery, request)
    wanted = parse_body(HeartbeatRequest, body)
    policy = Policy.of(settings)
    return json_answer(
        leasing.extend(
            wanted.review, lease_id, moderator=moderator, database=database, policy=policy
        )
    )


@_leases.delete(
    "/{lease_id}",
    operation_id="release_lease",
    status_code=204,
    response_class=Response,
    responses={
        204: {"description": "Nobody holds the review."},
        **problems_of(401, 403, 404, 409, 422, 431, 500, 503),
    },
    openapi_extra={"parameters": query_parameters(ReleaseQuery)},
)
def release_lease(
    request: Request,
    lease_id: str,
    moderator: ModeratorDep,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Response:
    """Give a review back that you hold, or lay it aside."""
    query = parse_query(ReleaseQuery, request)
    # A page that was left open must not end a later lease on the same review.
    leasing.extend(
        query.review,
        lease_id,
        moderator=moderator,
        database=database,
        policy=Policy.of(settings),
    )
    leasing.release(query.review, moderator=moderator, database=database, is_skip=query.skip)
    return Response(status_code=204)


for part in (_reviews, _leases, verdict_routes.router):
    router.include_router(part)
